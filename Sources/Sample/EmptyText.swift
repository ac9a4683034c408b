/// The texts of the empty workspace.
enum EmptyText {
    static let readme = """
        # A workspace for Tuntuma

        | file or folder | what goes in it |
        |---|---|
        | `tuntuma.lua` | your organisation, units, touchpoints, surveys, metrics, channels, queues and goals |
        | `rules/*.lua` | rules: what is to happen when an answer comes in |
        | `metrics/*.lua` | metrics of your own |
        | `log/*.jsonl` | the events, one JSON object on a line |

        Check it after every change, and run it:

            tuntuma check .
            tuntuma run --workspace . --by unit

        """

    static let workspace = """
        -- What Tuntuma knows of your organisation. Check it with: tuntuma check .
        -- A line that begins with two dashes is a comment. Take the dashes away where you want the line to count.

        organisation {
          name      = "My organisation",
          time_zone = "Europe/Helsinki",       -- days, weeks and months begin in it
          languages = { "fi", "sv", "en" },    -- your own first
          -- min_group = 5,                    -- groups with fewer answers are not shown
        }

        -- The units that answers are about, by the name they have in your events.
        -- units {
        --   helsinki = { name = "Helsinki" },
        --   oulu     = { name = "Oulu" },
        -- }

        -- Where customers meet you. Everything in the braces works as a key of --by.
        -- touchpoints {
        --   support = { journey = "customer", stage = "use", medium = "phone", controlled = true, owner = "service-lead" },
        -- }

        -- What you ask.
        -- survey "csat" { touchpoint = "support", questions = { csat = scale(1, 5), comment = text() } }

        -- What you count. Without any metric here, the built-in ones are used with their usual questions:
        -- nps (nps, 0-10), csat (csat, 1-5), ces (ces, 1-7) and project-experience.
        -- metric { id = "csat", plugin = "csat", question = "csat", where = { survey = "csat" } }

        -- A file of answers, and how a row becomes an event.
        -- channel {
        --   id = "answers", plugin = "csv", path = "answers.csv",
        --   event = function(row)
        --     return {
        --       id = row.id, time = parse_time(row.date, "d.M.yyyy H:mm", "Europe/Helsinki"), type = "response",
        --       answers = { nps = tonumber(row.nps), comment = row.comment },
        --     }
        --   end,
        -- }

        -- Where decided work waits for a person.
        -- queues { callback = { owner = "team:service", deputy = "team:sales", capacity = 12, calendar = "FI" } }

        -- What you want to reach.
        -- goals { { metric = "csat", target = 85 } }

        """

    static let rules = """
        # Rules

        One file or many; they run in the order of the files' names, then of their place. A rule in `first.lua`:

        ```lua
        rule "detractor-callback" {
          doc   = "Someone calls every detractor who may be called.",
          on    = "response",
          match = { answers = { nps = { max = 6 } }, contact = { is_not = false } },
          route = { queue = "callback", unit = "{unit}", within = "1 working day", reason = "NPS {answers.nps}" },
          tests = {
            { name = "a 3 is called back", given = { unit = "turku", answers = { nps = 3 } },
              expect = { { route = { queue = "callback", unit = "turku", reason = "NPS 3" } } } },
            { name = "a 9 is left alone", given = { answers = { nps = 9 } }, expect = {} },
          },
        }
        ```

        `tuntuma rules test .` runs the tests.

        """

    static let metrics = """
        # Metrics of your own

        A metric in `solved.lua`:

        ```lua
        metric "solved" {
          doc   = "Share of answers that say that the matter was solved.",
          title = { fi = "Ratkesi", sv = "Löst", en = "Solved" },
          state = { solved = count() },
          add = function(event, state)
            local answer = event.answers.solved
            if answer == nil then return false end
            if type(answer) ~= "boolean" then return "solved is neither true nor false" end
            if answer then state:add("solved", 1) end
          end,
          value = function(state)
            if state.n == 0 then return none("nobody has answered") end
            return share(state.solved, state.n)
          end,
          tests = {
            { name = "one of two", given = { { answers = { solved = true } }, { answers = { solved = false } } },
              expect = { value = 50, n = 2 } },
          },
        }
        ```

        """

    static let log = """
        # The log

        Events as JSON Lines: files that end in `.jsonl`, `.jsonl.gz` or `.jsonl.zst`, read in the order of their names.
        One event is one object on one line:

        ```json
        {"id":"r-0001","time":"2026-03-02T09:15:00Z","type":"response","unit":"tampere","answers":{"nps":9,"comment":"Kiitos!"}}
        ```

        """
}
