#include "MathWall.h"

#include <cmath>
#include <limits>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace {

namespace policies = boost::math::policies;

// NaN instead of an exception, and no detour through long double: the results are within a few units in the last place.
using Quiet = policies::policy<
    policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
    policies::overflow_error<policies::ignore_error>, policies::evaluation_error<policies::ignore_error>,
    policies::promote_double<false>>;

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// What no policy covers (an iteration that does not end well, no memory) must not cross into Swift either.
template <typename Body> double guarded(Body body) noexcept {
    try {
        return body();
    } catch (...) {
        return none;
    }
}

bool is_probability(double value) { return value >= 0 && value <= 1; }

}  // namespace

double MathWall_normal_quantile(double probability) noexcept {
    if (!is_probability(probability)) return none;
    if (probability == 0) return -infinity;
    if (probability == 1) return infinity;
    return guarded([=] {
        return boost::math::quantile(boost::math::normal_distribution<double, Quiet>(), probability);
    });
}

double MathWall_normal_probability(double value) noexcept {
    if (std::isnan(value)) return none;
    if (std::isinf(value)) return value < 0 ? 0 : 1;
    return guarded([=] { return boost::math::cdf(boost::math::normal_distribution<double, Quiet>(), value); });
}

double MathWall_student_quantile(double probability, double degrees_of_freedom) noexcept {
    if (!is_probability(probability) || !(degrees_of_freedom > 0)) return none;
    if (probability == 0) return -infinity;
    if (probability == 1) return infinity;
    if (std::isinf(degrees_of_freedom)) return MathWall_normal_quantile(probability);
    return guarded([=] {
        return boost::math::quantile(
            boost::math::students_t_distribution<double, Quiet>(degrees_of_freedom), probability);
    });
}

double MathWall_student_probability(double value, double degrees_of_freedom) noexcept {
    if (std::isnan(value) || !(degrees_of_freedom > 0)) return none;
    if (std::isinf(value)) return value < 0 ? 0 : 1;
    if (std::isinf(degrees_of_freedom)) return MathWall_normal_probability(value);
    return guarded([=] {
        return boost::math::cdf(boost::math::students_t_distribution<double, Quiet>(degrees_of_freedom), value);
    });
}

double MathWall_beta_quantile(double probability, double first_shape, double second_shape) noexcept {
    if (!is_probability(probability) || !(first_shape > 0) || !(second_shape > 0)) return none;
    if (std::isinf(first_shape) || std::isinf(second_shape)) return none;
    return guarded([=] {
        return boost::math::quantile(
            boost::math::beta_distribution<double, Quiet>(first_shape, second_shape), probability);
    });
}
