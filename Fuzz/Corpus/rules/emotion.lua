-- "Which word says how you felt?" The question `emotion`: one word, in Finnish, Swedish or English, each standing for
-- one of six emotions. Declare more words here. The value is the share of pleasant emotions minus that of unpleasant
-- ones; calm and surprised are neither.

local emotion_of = {
  iloinen = "happy", glad = "happy", happy = "happy",
  luottavainen = "confident", trygg = "confident", confident = "confident",
  rauhallinen = "calm", lugn = "calm", calm = "calm",
  ["yllättynyt"] = "surprised", ["förvånad"] = "surprised", surprised = "surprised",
  turhautunut = "frustrated", frustrerad = "frustrated", frustrated = "frustrated",
  huolestunut = "worried", orolig = "worried", worried = "worried",
}

metric "emotion" {
  doc   = "Pleasant minus unpleasant emotions, in points from -100 to 100.",
  title = { fi = "Tunne", sv = "Känsla", en = "Emotion" },
  state = {
    happy = count(), confident = count(), calm = count(), surprised = count(), frustrated = count(), worried = count(),
  },
  add = function(event, state)
    local answer = event.answers.emotion
    if answer == nil then
      return false
    end
    local emotion = type(answer) == "string" and emotion_of[answer:lower()]
    if not emotion then
      return "not one of the declared emotions"
    end
    state:add(emotion, 1)
  end,
  value = function(state)
    if state.n == 0 then
      return none("nobody has named an emotion")
    end
    local n = state.n
    return net(state.happy + state.confident, state.frustrated + state.worried, n), {
      happy = 100 * state.happy / n, confident = 100 * state.confident / n, calm = 100 * state.calm / n,
      surprised = 100 * state.surprised / n, frustrated = 100 * state.frustrated / n, worried = 100 * state.worried / n,
    }
  end,
  tests = {
    { name = "three languages, one emotion",
      given = {
        { answers = { emotion = "iloinen" } }, { answers = { emotion = "Glad" } }, { answers = { emotion = "happy" } },
        { answers = { emotion = "orolig" } }, { answers = { emotion = "yllättynyt" } },
      },
      expect = { value = 40, n = 5,
        parts = { happy = 60, confident = 0, calm = 0, surprised = 20, frustrated = 0, worried = 20 } } },
    { name = "frustrated people only",
      given = { { answers = { emotion = "turhautunut" } }, { answers = { emotion = "frustrerad" } } },
      expect = { value = -100, n = 2, parts = { frustrated = 100, happy = 0 } } },
    { name = "an unknown word is rejected, no answer is ignored",
      given = { { answers = { emotion = "hungry" } }, { answers = { emotion = true } }, { answers = { csat = 4 } } },
      expect = { n = 0, reason = "nobody has named an emotion" } },
  },
}
