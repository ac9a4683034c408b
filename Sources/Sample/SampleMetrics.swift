/// The metrics that the sample's firm has written itself, in Lua.
enum SampleMetrics {
    static let promiseKept = """
        -- SYNTHETIC: a metric of a made-up firm. Did it do what it had promised?

        local outcomes = { yes = "kept", partly = "partly", no = "broken" }

        metric "promise-kept" {
          doc   = "Share of answers that say that what was promised was done.",
          title = { fi = "Lupaukset pidettiin", sv = "Löften hölls", en = "Promises kept" },
          state = { kept = count(), partly = count(), broken = count() },
          add = function(event, state)
            local answer = event.answers["promise-kept"]
            if answer == nil then
              return false
            end
            local outcome = outcomes[answer]
            if not outcome then
              return "promise-kept is not one of yes, partly, no"
            end
            state:add(outcome, 1)
          end,
          value = function(state)
            if state.n == 0 then
              return none("nobody has answered")
            end
            return share(state.kept, state.n), { kept = state.kept, partly = state.partly, broken = state.broken }
          end,
          tests = {
            { name = "two of four",
              given = {
                { answers = { ["promise-kept"] = "yes" } }, { answers = { ["promise-kept"] = "yes" } },
                { answers = { ["promise-kept"] = "partly" } }, { answers = { ["promise-kept"] = "no" } },
              },
              expect = { value = 50, n = 4, parts = { kept = 2, partly = 1, broken = 1 } } },
            { name = "another word is rejected, no answer is ignored",
              given = { { answers = { ["promise-kept"] = "ehkä" } }, { answers = { nps = 9 } } },
              expect = { n = 0, reason = "nobody has answered" } },
          },
        }

        """

    static let solvedAtFirstContact = """
        -- SYNTHETIC: a metric of a made-up firm. Was the matter solved at the first contact with support?

        metric "solved-at-first-contact" {
          doc   = "Share of answers that say that the matter was solved at the first contact.",
          title = { fi = "Ratkesi kerralla", sv = "Löst vid första kontakten", en = "Solved at first contact" },
          state = { solved = count() },
          add = function(event, state)
            local answer = event.answers["solved-at-first-contact"]
            if answer == nil then
              return false
            end
            if type(answer) ~= "boolean" then
              return "solved-at-first-contact is neither true nor false"
            end
            if answer then
              state:add("solved", 1)
            end
          end,
          value = function(state)
            if state.n == 0 then
              return none("nobody has answered")
            end
            return share(state.solved, state.n)
          end,
          tests = {
            { name = "one of two",
              given = { { answers = { ["solved-at-first-contact"] = true } }, { answers = { ["solved-at-first-contact"] = false } } },
              expect = { value = 50, n = 2 } },
            { name = "a word is rejected",
              given = { { answers = { ["solved-at-first-contact"] = "ja" } } },
              expect = { n = 0, reason = "nobody has answered" } },
          },
        }

        """
}
