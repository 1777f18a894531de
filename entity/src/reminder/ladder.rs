//! Ladders: on which days before and after an anchor somebody is told, and in which tone (design 5).

use std::collections::BTreeSet;

use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::calendar::zone::Hour;

/// How many stages a ladder may have.
pub const MOST_STAGES: usize = 12;

/// How far from its anchor a stage may lie, in days, before or after.
pub const FARTHEST_DAYS: i32 = 365;

/// In which tone a stage speaks: which template is sent, or that a person takes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Tone {
    /// The day is near. Only before the anchor.
    Upcoming,
    /// Today is the day. Only on the anchor.
    DueToday,
    /// The day has passed. Only after the anchor.
    Overdue,
    /// The last word before a person takes over. Only after the anchor.
    Final,
    /// Nobody is mailed: a task for staff. On the anchor or after it.
    StaffTask,
}

/// One rung of a ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stage {
    /// Days from the anchor, −365 to 365: −7 is a week before, 0 the day itself.
    pub offset_days: i32,
    /// The tone.
    pub tone: Tone,
}

/// A policy of reminding: stages in the order of their days, the hour of sending in the recipient's zone, and whether
/// stages keep to working days. One to twelve stages, no two on one offset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(try_from = "Draft", into = "Draft")]
pub struct Ladder {
    send_hour: Hour,
    stages: Vec<Stage>,
    working_days: bool,
}

/// A ladder as somebody wants it, not checked yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The hour of sending in the recipient's zone, 0 to 23.
    pub send_hour: i32,
    /// The stages, in any order.
    pub stages: Vec<Stage>,
    /// Whether a stage on a day off moves: before the anchor to an earlier working day, else to a later one.
    pub working_days: bool,
}

/// One thing wrong with a ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LadderMistake {
    /// The hour is not 0 to 23.
    #[error("{hour} is not an hour from 0 to 23")]
    NotAnHour {
        /// The hour that was given.
        hour: i32,
    },
    /// There is no stage at all.
    #[error("a ladder has at least one stage")]
    NoStages,
    /// There are more than [`MOST_STAGES`].
    #[error("the ladder has {count} stages, at most {MOST_STAGES} are possible")]
    TooManyStages {
        /// How many there are.
        count: usize,
    },
    /// A stage lies too far away.
    #[error("{offset_days} days are farther from the anchor than {FARTHEST_DAYS}")]
    TooFar {
        /// The offset of the stage.
        offset_days: i32,
    },
    /// Two stages have one offset; told once for each stage too many.
    #[error("there are two stages at {offset_days} days")]
    Twice {
        /// Their offset.
        offset_days: i32,
    },
    /// The tone does not fit the day: "today is the day" is said on that day only.
    #[error("the tone {tone:?} does not fit {offset_days} days from the anchor")]
    ToneDoesNotFit {
        /// The tone of the stage.
        tone: Tone,
        /// The offset of the stage.
        offset_days: i32,
    },
}

/// All that is wrong with a ladder.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the ladder has {} mistakes", .0.len())]
pub struct LadderRefused(pub Vec<LadderMistake>);

impl Ladder {
    /// Checks a ladder and puts its stages in order. Names every mistake at once.
    pub fn parse(draft: Draft) -> Result<Self, LadderRefused> {
        let hour = u8::try_from(draft.send_hour).ok().and_then(|hour| Hour::parse(hour).ok());
        let mut mistakes = stage_mistakes(&draft.stages);
        if hour.is_none() {
            mistakes.insert(0, LadderMistake::NotAnHour { hour: draft.send_hour });
        }
        match hour {
            Some(send_hour) if mistakes.is_empty() => {
                let mut stages = draft.stages;
                stages.sort_unstable();
                Ok(Self { send_hour, stages, working_days: draft.working_days })
            }
            Some(_) | None => Err(LadderRefused(mistakes)),
        }
    }

    /// The provider's default for payments: a week and a day before, on the day, 3, 7 and 14 days after; a task for
    /// staff after 30.
    pub fn payment() -> Self {
        Self::by_default(&[
            (-7, Tone::Upcoming),
            (-1, Tone::Upcoming),
            (0, Tone::DueToday),
            (3, Tone::Overdue),
            (7, Tone::Overdue),
            (14, Tone::Final),
            (30, Tone::StaffTask),
        ])
    }

    /// The provider's default for the end of a warranty: 60, 30 and 7 days before, and on the last covered day.
    pub fn warranty() -> Self {
        Self::by_default(&[(-60, Tone::Upcoming), (-30, Tone::Upcoming), (-7, Tone::Upcoming), (0, Tone::DueToday)])
    }

    /// The provider's default for work items: two days before, on the last day, and the day after.
    pub fn work_item() -> Self {
        Self::by_default(&[(-2, Tone::Upcoming), (0, Tone::DueToday), (1, Tone::Overdue)])
    }

    /// The provider's default for the answer to a completion report: 5 and 2 days before its day, and on it.
    pub fn acceptance() -> Self {
        Self::by_default(&[(-5, Tone::Upcoming), (-2, Tone::Upcoming), (0, Tone::DueToday)])
    }

    /// The provider's default for quotes: three days and one day before they can be accepted no more.
    pub fn quote() -> Self {
        Self::by_default(&[(-3, Tone::Upcoming), (-1, Tone::Upcoming)])
    }

    /// The hour of sending, in the recipient's zone.
    pub const fn send_hour(&self) -> Hour {
        self.send_hour
    }

    /// The stages, the earliest first.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// Whether stages keep to working days.
    pub const fn keeps_to_working_days(&self) -> bool {
        self.working_days
    }

    fn by_default(stages: &[(i32, Tone)]) -> Self {
        let stages =
            stages.iter().map(|(offset_days, tone)| Stage { offset_days: *offset_days, tone: *tone }).collect();
        Self { send_hour: Hour::EIGHT, stages, working_days: true }
    }
}

impl TryFrom<Draft> for Ladder {
    type Error = LadderRefused;

    fn try_from(draft: Draft) -> Result<Self, Self::Error> {
        Self::parse(draft)
    }
}

impl From<Ladder> for Draft {
    fn from(ladder: Ladder) -> Self {
        Self { send_hour: ladder.send_hour.number().into(), stages: ladder.stages, working_days: ladder.working_days }
    }
}

impl Tone {
    /// Whether something so far from its anchor can be said in this tone.
    pub const fn fits(self, offset_days: i32) -> bool {
        match self {
            Self::Upcoming => offset_days < 0,
            Self::DueToday => offset_days == 0,
            Self::Overdue | Self::Final => offset_days > 0,
            Self::StaffTask => offset_days >= 0,
        }
    }
}

fn stage_mistakes(stages: &[Stage]) -> Vec<LadderMistake> {
    let mut mistakes = match stages.len() {
        0 => vec![LadderMistake::NoStages],
        1..=MOST_STAGES => Vec::new(),
        count => vec![LadderMistake::TooManyStages { count }],
    };
    let mut seen = BTreeSet::new();
    for Stage { offset_days, tone } in stages.iter().copied() {
        if !(-FARTHEST_DAYS..=FARTHEST_DAYS).contains(&offset_days) {
            mistakes.push(LadderMistake::TooFar { offset_days });
        }
        if !seen.insert(offset_days) {
            mistakes.push(LadderMistake::Twice { offset_days });
        }
        if !tone.fits(offset_days) {
            mistakes.push(LadderMistake::ToneDoesNotFit { tone, offset_days });
        }
    }
    mistakes
}

#[cfg(test)]
mod tests {
    use super::{LadderMistake::*, Tone::*, *};

    fn draft(send_hour: i32, stages: &[(i32, Tone)]) -> Draft {
        let stages =
            stages.iter().map(|(offset_days, tone)| Stage { offset_days: *offset_days, tone: *tone }).collect();
        Draft { send_hour, stages, working_days: true }
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let thirteen: Vec<(i32, Tone)> = (1..=13).map(|day| (day, Overdue)).collect();
        let table = [
            (draft(8, &[(0, DueToday)]), vec![]),
            (draft(0, &[(-365, Upcoming), (365, Final)]), vec![]),
            (draft(23, &[(0, StaffTask), (1, StaffTask)]), vec![]),
            (draft(8, &thirteen[..12]), vec![]),
            (draft(8, &thirteen), vec![TooManyStages { count: 13 }]),
            (draft(8, &[]), vec![NoStages]),
            (draft(24, &[]), vec![NotAnHour { hour: 24 }, NoStages]),
            (draft(-1, &[(0, DueToday)]), vec![NotAnHour { hour: -1 }]),
            (draft(300, &[(0, DueToday)]), vec![NotAnHour { hour: 300 }]),
            (draft(8, &[(3, Overdue), (3, Final)]), vec![Twice { offset_days: 3 }]),
            (
                draft(8, &[(-366, Upcoming), (366, Overdue)]),
                vec![TooFar { offset_days: -366 }, TooFar { offset_days: 366 }],
            ),
            (
                draft(8, &[(1, Upcoming), (-1, DueToday), (0, Overdue), (-2, Final), (-3, StaffTask)]),
                [(Upcoming, 1), (DueToday, -1), (Overdue, 0), (Final, -2), (StaffTask, -3)]
                    .map(|(tone, offset_days)| ToneDoesNotFit { tone, offset_days })
                    .to_vec(),
            ),
        ];
        for (draft, mistakes) in table {
            let found = Ladder::parse(draft.clone()).err().map(|refused| refused.0).unwrap_or_default();
            assert_eq!(found, mistakes, "{draft:?}");
        }
    }

    #[test]
    fn stages_are_put_in_order() {
        let ladder = Ladder::parse(draft(8, &[(7, Final), (-7, Upcoming), (0, DueToday)])).unwrap();
        assert!(ladder.stages().iter().map(|stage| stage.offset_days).eq([-7, 0, 7]));
    }

    #[test]
    fn the_defaults_are_ladders() {
        let ladders =
            [Ladder::payment(), Ladder::warranty(), Ladder::work_item(), Ladder::acceptance(), Ladder::quote()];
        for ladder in ladders {
            assert_eq!(Ladder::parse(ladder.clone().into()), Ok(ladder.clone()));
            let json = serde_json::to_value(&ladder).unwrap();
            assert_eq!(serde_json::from_value::<Ladder>(json).unwrap(), ladder);
        }
        assert!(Ladder::payment().stages().iter().map(|stage| stage.offset_days).eq([-7, -1, 0, 3, 7, 14, 30]));
    }

    #[test]
    fn a_stored_ladder_is_checked_again() {
        let json = serde_json::json!({ "send_hour": 8, "stages": [], "working_days": true });
        assert!(serde_json::from_value::<Ladder>(json).is_err());
    }
}
