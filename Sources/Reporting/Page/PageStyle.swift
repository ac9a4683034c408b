/// How pages look: the reader's own font size and colours, light or dark as the system is set. Contrasts are those of WCAG AA.
package enum PageStyle {
    package static let css = """
        :root { color-scheme: light dark; --text: #1b1b1b; --paper: #ffffff; --quiet: #595959; --line: #d0d0d0;
          --now: #005f9e; --then: #b34400; --alarm: #b00020; }
        @media (prefers-color-scheme: dark) { :root { --text: #ececec; --paper: #161616; --quiet: #b0b0b0;
          --line: #444444; --now: #6cb8f0; --then: #ffa64d; --alarm: #ff8a8a; } }
        * { box-sizing: border-box; }
        body { font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--paper); margin: 0 auto;
          max-width: 60rem; padding: 1rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin-top: 2rem; }
        a.skip { position: absolute; left: -999rem; } a.skip:focus { position: static; }
        :focus-visible { outline: 3px solid var(--now); outline-offset: 2px; }
        .quiet, footer { color: var(--quiet); } .alarm { color: var(--alarm); font-weight: 600; }
        svg { width: 100%; height: auto; font: 13px system-ui, sans-serif; } svg text { fill: var(--text); }
        .grid { stroke: var(--line); } .limit { stroke: var(--alarm); stroke-width: 3; }
        polyline { fill: none; stroke-width: 2; } polyline.now { stroke: var(--now); stroke-dasharray: 6 4; }
        polyline.then { stroke: var(--then); } circle.now, rect.now { fill: none; stroke: var(--now); stroke-width: 1.5; }
        circle.then, rect.then { fill: var(--then); stroke: var(--then); }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; margin: .5rem 0; }
        caption { text-align: left; color: var(--quiet); } th, td { padding: .2rem .7rem .2rem 0; text-align: right;
          border-bottom: 1px solid var(--line); overflow-wrap: normal; font-variant-numeric: tabular-nums; vertical-align: top; }
        th:first-child { text-align: left; } th { font-weight: 600; } summary { cursor: pointer; padding: .3rem 0; }
        code { font: .9rem ui-monospace, monospace; } dt { margin-top: .7rem; } dd { margin-left: 1rem; }
        @media print { details > * { display: block; } a.skip { display: none; } }
        """
}
