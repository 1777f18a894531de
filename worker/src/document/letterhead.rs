use chrono::{Datelike, NaiveDate};
use entity::calendar::zone::{PROVIDER_ZONE, day_of};
use entity::document::facts::Facts;
use entity::refusal::Words;
use entity::value::locale::Locale;
use entity::value::money::Money;
use serde::Serialize;

/// What every paper has besides its content: language, day, and both parties.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Letterhead {
    #[serde(skip)]
    locale: Locale,
    /// As typst's `lang` takes it.
    language: &'static str,
    year: i32,
    month: u32,
    day: u32,
    /// As the line above the signatures says it.
    dated: String,
    provider: Party,
    customer: Party,
}

/// One of both parties.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Party {
    name: String,
    tax_code: String,
    address: String,
    phone: Option<String>,
    email: Option<String>,
    /// Who signs for it, or to whom the paper is brought.
    person: Option<String>,
    /// What they are there.
    title: Option<String>,
}

impl Letterhead {
    /// The head of a paper with these facts.
    pub(super) fn of(facts: &Facts, locale: Locale) -> Self {
        let (provider, customer) = (&facts.provider, &facts.customer);
        let day = day_of(facts.requested_at, PROVIDER_ZONE);
        Self {
            locale,
            language: locale.tag(),
            year: day.year(),
            month: day.month(),
            day: day.day(),
            dated: match locale {
                Locale::Vi => day.format("Ngày %d tháng %m năm %Y").to_string(),
                Locale::En => day.format("%-d %B %Y").to_string(),
            },
            provider: Party {
                name: provider.name.clone(),
                tax_code: provider.tax_code.as_str().to_owned(),
                address: provider.address.clone(),
                phone: Some(provider.phone.clone()),
                email: Some(provider.email.as_str().to_owned()),
                person: Some(provider.signatory_name.clone()),
                title: Some(provider.signatory_title.clone()),
            },
            customer: Party {
                name: customer.name.clone(),
                tax_code: customer.tax_code.as_str().to_owned(),
                address: customer.address.clone(),
                phone: None,
                email: None,
                person: Some(customer.billing_name.clone()),
                title: None,
            },
        }
    }

    /// An amount as people of the language write it.
    pub(super) fn money(&self, amount: Money) -> String {
        amount.formatted(self.locale)
    }

    /// An amount in words, as a paper about money must state it.
    pub(super) fn in_words(&self, amount: Money) -> String {
        amount.in_words(self.locale)
    }

    /// Whichever of two wordings is in the paper's language.
    pub(super) fn wording<'a>(&self, words: &'a Words) -> &'a str {
        words.in_locale(self.locale)
    }

    /// Basis points as people of the language write a share: `30%`, `8,25%`.
    pub(super) fn percent(&self, basis_points: i32) -> String {
        let (whole, part) = (basis_points / 100, basis_points % 100);
        let part = match (part, part % 10) {
            (0, _) => return format!("{whole}%"),
            (_, 0) => format!("{}", part / 10),
            _ => format!("{part:02}"),
        };
        match self.locale {
            Locale::Vi => format!("{whole},{part}%"),
            Locale::En => format!("{whole}.{part}%"),
        }
    }

    /// `02/03/2026`, `2 March 2026`.
    pub(super) fn day(&self, day: NaiveDate) -> String {
        match self.locale {
            Locale::Vi => day.format("%d/%m/%Y").to_string(),
            Locale::En => day.format("%-d %B %Y").to_string(),
        }
    }
}
