import SignalTrials
import Foundation
if CommandLine.arguments.dropFirst().first == "calibrate" {
    print(Calibration(draws: Int(CommandLine.arguments[2]) ?? 1).source(), terminator: "")
}
