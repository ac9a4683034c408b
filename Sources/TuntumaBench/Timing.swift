import Glibc

/// Times commands as whole processes, in turn, so that a machine whose speed drifts treats all of them alike.
struct Timing {
    /// What one run cost.
    struct Sample {
        var wall: Double
        var processor: Double
        var mebibytes: Double
    }

    /// What a command may cost beside the first of its group.
    enum Target {
        /// Its time by the clock, as a multiple of the first's.
        case times(Double)
        /// What it takes more of the processor, for each event.
        case nanosecondsMore(Double)
        /// What it takes more by the clock.
        case secondsMore(Double)
    }

    /// A command to be timed.
    struct Contender {
        var label: String
        var arguments: [String]
        /// What the project promises; nil: nothing.
        var target: Target?
    }

    /// Runs every contender once unmeasured, then `turns` times in turn.
    /// - Returns: The median of each figure, by contender; nil for one that did not end well.
    static func medians(_ contenders: [Contender], turns: Int) -> [Sample?] {
        var samples: [[Sample]] = contenders.map { _ in [] }
        for turn in 0...turns {
            for (index, contender) in contenders.enumerated() {
                guard let sample = run(contender.arguments) else { continue }
                if turn > 0 { samples[index].append(sample) }
            }
        }
        return samples.map { samples in
            guard samples.count == turns else { return nil }
            func median(_ figure: (Sample) -> Double) -> Double { samples.map(figure).sorted()[turns / 2] }
            return Sample(
                wall: median(\.wall), processor: median(\.processor), mebibytes: median(\.mebibytes))
        }
    }

    private static func run(_ arguments: [String]) -> Sample? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        let clock = ContinuousClock()
        let began = clock.now
        var process = pid_t()
        guard posix_spawnp(&process, arguments[0], &actions, nil, words, environ) == 0 else { return nil }
        let memory = PeakMemory(of: process)
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(process, &status, 0, &usage) == process, status == 0 else { return nil }
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return Sample(
            wall: (clock.now - began) / .seconds(1), processor: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            mebibytes: Double(memory.kibibytes(reported: usage.ru_maxrss)) / 1_024)
    }
}
