import Foundation

/// The points of a circle, e^(2πij/m): where a generating function is read to find its coefficients.
struct RootsOfUnity {
    let real: [Double]
    let imaginary: [Double]

    init(_ count: Int) {
        let step = 2 * Double.pi / Double(count)
        real = (0..<count).map { cos(step * Double($0)) }
        imaginary = (0..<count).map { sin(step * Double($0)) }
    }

    var count: Int { real.count }
}
