//! Where a file stands before an authority (S4).

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

use crate::value::transition::Refused;

/// What happened before an authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StepKind {
    /// The file was submitted, for the first time or again; a receipt was given.
    Submitted,
    /// The authority named a day on which it wants to see somebody or something, or to answer.
    Appointed,
    /// The authority asked for more.
    SupplementAsked,
    /// The authority granted what was asked for.
    Granted,
    /// The authority refused it.
    Refused,
}

/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Filing {
    /// Nothing was submitted.
    NotSubmitted,
    /// It lies with the authority.
    Submitted,
    /// The authority waits for more.
    SupplementAsked,
    /// Granted: it is over.
    Granted,
    /// Refused: it may be submitted again.
    Refused,
}

impl Filing {
    /// What a step makes of this state. An authority answers only what lies with it, and what it granted is over.
    pub fn after(self, step: StepKind) -> Result<Self, Refused<Self, StepKind>> {
        let next = match step {
            StepKind::Submitted => match self {
                Self::NotSubmitted | Self::SupplementAsked | Self::Refused => Some(Self::Submitted),
                Self::Submitted | Self::Granted => None,
            },
            StepKind::Appointed => self.answered(Self::Submitted),
            StepKind::SupplementAsked => self.answered(Self::SupplementAsked),
            StepKind::Granted => self.answered(Self::Granted),
            StepKind::Refused => self.answered(Self::Refused),
        };
        next.ok_or(Refused { state: self, event: step })
    }

    /// Where the steps have led, the oldest first; what could not have happened is passed over.
    pub fn of(steps: impl IntoIterator<Item = StepKind>) -> Self {
        steps.into_iter().fold(Self::NotSubmitted, |state, step| state.after(step).unwrap_or(state))
    }

    fn answered(self, to: Self) -> Option<Self> {
        match self {
            Self::Submitted => Some(to),
            Self::NotSubmitted | Self::SupplementAsked | Self::Granted | Self::Refused => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::Iterable;

    /// Per state: submitted, appointed, supplement asked, granted, refused; `-` cannot happen.
    const TABLE: [(Filing, [Option<Filing>; 5]); 5] = {
        use Filing::{Granted, NotSubmitted, Refused, Submitted, SupplementAsked};
        [
            (NotSubmitted, [Some(Submitted), None, None, None, None]),
            (Submitted, [None, Some(Submitted), Some(SupplementAsked), Some(Granted), Some(Refused)]),
            (SupplementAsked, [Some(Submitted), None, None, None, None]),
            (Granted, [None, None, None, None, None]),
            (Refused, [Some(Submitted), None, None, None, None]),
        ]
    };

    #[test]
    fn every_state_answers_every_step() {
        assert!(TABLE.iter().map(|(state, _)| *state).eq(Filing::iter()));
        for (state, row) in TABLE {
            for (step, expected) in StepKind::iter().zip(row) {
                assert_eq!(state.after(step).ok(), expected, "{step:?} in {state:?}");
            }
        }
    }

    #[test]
    fn steps_lead_somewhere() {
        use StepKind::{Appointed, Granted, Submitted, SupplementAsked};
        let table: [(&[StepKind], Filing); 4] = [
            (&[], Filing::NotSubmitted),
            (&[Submitted, Appointed], Filing::Submitted),
            (&[Submitted, SupplementAsked], Filing::SupplementAsked),
            (&[Submitted, SupplementAsked, Submitted, Granted], Filing::Granted),
        ];
        for (steps, expected) in table {
            assert_eq!(Filing::of(steps.iter().copied()), expected, "{steps:?}");
        }
    }
}
