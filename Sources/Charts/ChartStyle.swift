/// How charts look, in a page and as a picture. Contrasts are those of WCAG AA, light and dark.
enum ChartStyle {
    /// The colours, for a picture that stands alone; a page has them already.
    static let colours = """
        :root { --text: #1b1b1b; --paper: #ffffff; --quiet: #595959; --line: #d0d0d0; --now: #005f9e; --then: #b34400; --alert: #a1003c; }
        @media (prefers-color-scheme: dark) { :root { --text: #ececec; --paper: #161616; --quiet: #b0b0b0;
          --line: #444444; --now: #6cb8f0; --then: #ffa64d; --alert: #ff8aa8; } }
        """

    static let page = """
        :root { --alert: #a1003c; } @media (prefers-color-scheme: dark) { :root { --alert: #ff8aa8; } }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1rem 2rem; }
        .charts.single { grid-template-columns: minmax(0, 1fr); }
        .charts section { min-width: 0; } .charts h2 { margin: 1rem 0 .3rem; } .charts p { margin: .3rem 0; }
        .change { color: var(--then); font-weight: 600; } .alert-text { color: var(--alert); font-weight: 600; } body { max-width: 80rem; }
        """

    static let drawing = """
        .band { fill: var(--now); fill-opacity: .2; } polyline.value { fill: none; stroke: var(--now); stroke-width: 2; }
        circle.value { fill: var(--now); } .goal { stroke: var(--text); stroke-width: 1.5; stroke-dasharray: 6 4; }
        .mark { fill: var(--then); stroke: var(--paper); stroke-width: 1; }
        .alert rect, .alert polygon { fill: var(--alert); } .alert line { stroke: var(--alert); stroke-dasharray: 2 3; }
        """

    /// A single chart is as wide as a page, several are small.
    static func size(panels: Int) -> (width: Double, height: Double) {
        panels == 1 ? (720, 320) : (340, 220)
    }
}
