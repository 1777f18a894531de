//! Reading an input so that every wrong field is told at once.

use super::{ApiError, Words};

/// What is wrong with one value, before it is known in which field it stood.
///
/// What parses a value says so through `From<ItsError> for Flaw`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Which flaw, stable: `TOO_LONG`, `NOT_A_DATE`.
    pub code: &'static str,
    /// What would be right.
    pub words: Words,
}

/// A wrong field of an input, by its path: `instalments.0.amount`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The path of the field within the input.
    pub field: String,
    /// Which flaw, stable.
    pub code: &'static str,
    /// What would be right.
    pub words: Words,
}

/// Gathers the wrong fields of an input.
///
/// ```
/// # use api::error::{ApiError, Flaw, Mistakes, Words};
/// # fn money(text: &str) -> Result<i64, Flaw> { text.parse().map_err(|_| Flaw { code: "NOT_MONEY", words: Words::new("Sai số tiền.", "Not an amount.") }) }
/// fn parse(amount: &str, fee: &str) -> Result<(i64, i64), ApiError> {
///     let mut wrong = Mistakes::default();
///     let amount = wrong.take("amount", money(amount));
///     let fee = wrong.take("fee", money(fee));
///     Ok(wrong.finish((amount, fee))?)
/// }
/// assert_eq!(parse("100", "5").ok(), Some((100, 5)));
/// let Err(ApiError::Invalid(mistakes)) = parse("a lot", "more") else { unreachable!() };
/// assert_eq!(mistakes.len(), 2);
/// ```
#[derive(Debug, Default)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// The parsed value of a field, or `None` and the mistake noted.
    pub fn take<T>(&mut self, field: &str, parsed: Result<T, impl Into<Flaw>>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(field, error);
                None
            }
        }
    }

    /// A part of the input that was parsed on its own: its mistakes are noted under this field's path.
    pub fn take_part<T>(&mut self, field: &str, parsed: Result<T, Self>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(part) => {
                self.0.extend(part.0.into_iter().map(|it| Mistake { field: format!("{field}.{}", it.field), ..it }));
                None
            }
        }
    }

    /// A list whose items are parsed on their own; each mistake carries the item's place, counted from 0.
    pub fn take_list<I, T>(
        &mut self,
        field: &str,
        items: Vec<I>,
        parse: impl Fn(I) -> Result<T, Self>,
    ) -> Option<Vec<T>> {
        let parsed =
            items.into_iter().enumerate().map(|(place, item)| self.take_part(&format!("{field}.{place}"), parse(item)));
        parsed.collect::<Vec<_>>().into_iter().collect()
    }

    /// Notes a mistake that only several fields together make, such as a sum that does not add up.
    pub fn refuse(&mut self, field: &str, flaw: impl Into<Flaw>) {
        let Flaw { code, words } = flaw.into();
        self.0.push(Mistake { field: field.to_owned(), code, words });
    }

    /// All the values, or all the mistakes.
    pub fn finish<G: Gathered>(self, values: G) -> Result<G::Whole, Self> {
        if self.0.is_empty() { values.whole().ok_or(self) } else { Err(self) }
    }
}

impl From<Mistakes> for ApiError {
    fn from(Mistakes(mistakes): Mistakes) -> Self {
        if mistakes.is_empty() {
            return Self::broken("a value is missing though no mistake was noted for it");
        }
        Self::Invalid(mistakes)
    }
}

/// Values that were taken one by one: a value, or a tuple of up to eight of them, which may be nested.
pub trait Gathered {
    /// The same without the doubt.
    type Whole;
    /// All of them, if none is missing.
    fn whole(self) -> Option<Self::Whole>;
}

impl<T> Gathered for Option<T> {
    type Whole = T;
    fn whole(self) -> Option<T> {
        self
    }
}

macro_rules! gathered {
    ($(($value:ident $Kind:ident)),+) => {
        impl<$($Kind: Gathered),+> Gathered for ($($Kind,)+) {
            type Whole = ($($Kind::Whole,)+);
            fn whole(self) -> Option<Self::Whole> {
                let ($($value,)+) = self;
                Some(($($value.whole()?,)+))
            }
        }
    };
}

gathered!((a A));
gathered!((a A), (b B));
gathered!((a A), (b B), (c C));
gathered!((a A), (b B), (c C), (d D));
gathered!((a A), (b B), (c C), (d D), (e E));
gathered!((a A), (b B), (c C), (d D), (e E), (f F));
gathered!((a A), (b B), (c C), (d D), (e E), (f F), (g G));
gathered!((a A), (b B), (c C), (d D), (e E), (f F), (g G), (h H));

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Result<i64, Flaw> {
        text.parse()
            .map_err(|_| Flaw { code: "NOT_A_NUMBER", words: Words::new("Không phải số.", "Not a number.") })
    }

    fn part(text: &str) -> Result<i64, Mistakes> {
        let mut wrong = Mistakes::default();
        let amount = wrong.take("amount", number(text));
        wrong.finish(amount)
    }

    fn fields(error: ApiError) -> Vec<String> {
        let ApiError::Invalid(mistakes) = error else { panic!("{error:?}") };
        mistakes.into_iter().map(|it| it.field).collect()
    }

    #[test]
    fn what_is_right_comes_out_whole() {
        let mut wrong = Mistakes::default();
        let total = wrong.take("total", number("30"));
        let parts = wrong.take_list("parts", vec!["10", "20"], part);
        let note = wrong.take("note", Ok::<_, Flaw>(None::<String>));
        assert_eq!(wrong.finish(((total, parts), note)).unwrap(), ((30, vec![10, 20]), None));
    }

    #[test]
    fn every_mistake_is_told_with_its_path() {
        let mut wrong = Mistakes::default();
        let total = wrong.take("total", number("x"));
        let parts = wrong.take_list("parts", vec!["10", "y", "z"], part);
        let error = wrong.finish((total, parts)).unwrap_err();
        assert_eq!(fields(error.into()), ["total", "parts.1.amount", "parts.2.amount"]);
    }

    #[test]
    fn a_sum_that_does_not_add_up_is_refused_though_each_value_is_right() {
        let mut wrong = Mistakes::default();
        let total = wrong.take("total", number("30"));
        wrong.refuse("parts", Flaw { code: "DOES_NOT_SUM", words: Words::new("Không khớp.", "Does not add up.") });
        assert_eq!(fields(wrong.finish(total).unwrap_err().into()), ["parts"]);
    }
}
