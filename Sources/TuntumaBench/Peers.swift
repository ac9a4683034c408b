/// The same work in other tools, where they are installed: what our times are held against.
enum Peers {
    /// Metrics by touchpoint and month in DuckDB with two threads, straight from the log.
    static func duckDB(_ python: String, _ log: String) -> Timing.Contender {
        let script = """
            import duckdb, sys
            db = duckdb.connect(); db.execute("set threads to 2")
            db.execute(\"\"\"select survey, touchpoint, strftime(time, '%Y-%m') m, count(*) n,
              avg(case when answers.nps >= 9 then 100 when answers.nps <= 6 then -100 when answers.nps is not null then 0 end),
              avg(case when answers.csat >= 4 then 100 when answers.csat is not null then 0 end), avg(answers.ces),
              avg((answers.goals + answers.communication + answers.schedule + answers.expertise) / 4.0)
              from read_json($f, format = 'newline_delimited', columns = {time: 'TIMESTAMP', survey: 'VARCHAR',
              touchpoint: 'VARCHAR', answers: 'STRUCT(nps INT, csat INT, ces INT, goals INT, communication INT,
              schedule INT, expertise INT)'}) group by all\"\"\", {"f": sys.argv[1]}).fetchall()
            """
        return Timing.Contender(label: "DuckDB, 2 threads", arguments: [python, "-c", script, log])
    }

    /// The call-back rule as a script: detractors of enterprises to the queue of their unit.
    static func luaJIT(_ log: String) -> Timing.Contender {
        let script = """
            local json = require "cjson"
            local alerts, routes = 0, {}
            for line in io.lines(arg[1]) do
              local event = json.decode(line)
              local score = event.answers.nps
              if score and score <= 6 then
                alerts = alerts + 1
                if event.attributes.segment == "enterprise" then
                  local queue = "callback-" .. event.unit
                  routes[queue] = (routes[queue] or 0) + 1
                end
              end
            end
            print(alerts)
            """
        return Timing.Contender(label: "LuaJIT + lua-cjson", arguments: ["luajit", "-e", "arg = {'\(log)'} " + script])
    }

    /// The same rule in Python with orjson.
    static func python(_ python: String, _ log: String) -> Timing.Contender {
        let script = """
            import orjson, sys
            alerts = 0; routes = {}
            for line in open(sys.argv[1], "rb"):
                event = orjson.loads(line)
                score = event["answers"].get("nps")
                if score is not None and score <= 6:
                    alerts += 1
                    if event["attributes"]["segment"] == "enterprise":
                        queue = "callback-" + event["unit"]
                        routes[queue] = routes.get(queue, 0) + 1
            print(alerts)
            """
        return Timing.Contender(label: "Python + orjson", arguments: [python, "-c", script, log])
    }
}
