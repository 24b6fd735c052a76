//! Shares of an amount in integers.

use crate::routing::model::problem::Value;

/// A share of a whole, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Share(Value);

impl Share {
    pub(crate) const WHOLE: Self = Self(WHOLE);
    pub(crate) const NONE: Self = Self(0);

    /// This part, from 0 to 1, of a whole.
    pub(crate) fn new(part: f64) -> Self {
        Self((part.clamp(0.0, 1.0) * WHOLE as f64) as Value)
    }

    /// This part of this share.
    pub(crate) fn times(self, part: f64) -> Self {
        Self((self.0 as f64 * part.clamp(0.0, 1.0)) as Value)
    }

    /// The share of an amount, rounded down. No amount overflows that an objective can have.
    #[inline]
    pub(crate) fn of(self, amount: Value) -> Value {
        amount.div_euclid(WHOLE) * self.0 + amount.rem_euclid(WHOLE) * self.0 / WHOLE
    }
}

const WHOLE: Value = 1000;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::routing::model::validate::MAX_SUM;
    use crate::routing::support::fixed_point::Share;

    proptest! {
        #![proptest_config(crate::draws::hunting())]

        #[test]
        fn any_share_is_rounded_down(thousandths in 0..=1000_i64, amount in -MAX_SUM..=MAX_SUM) {
            let exact = (i128::from(amount) * i128::from(thousandths)).div_euclid(1000);
            prop_assert_eq!(i128::from(Share(thousandths).of(amount)), exact);
        }
    }

    #[test]
    fn shares_are_made_of_parts() {
        assert_eq!(
            [0.0, 0.25, 1.0, 7.0].map(Share::new),
            [Share::NONE, Share(250), Share::WHOLE, Share::WHOLE]
        );
        assert_eq!(Share::new(0.5).times(0.5), Share(250));
    }
}
