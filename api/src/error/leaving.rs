//! How an error leaves: its sentence and its extensions, in one language.

use async_graphql::{Error, ErrorExtensionValues, Value, value};
use entity::{refusal::Words, value::locale::Locale};

use super::ApiError;

impl ApiError {
    /// The error as GraphQL tells it, in the viewer's language.
    pub fn into_graphql(self, locale: Locale) -> Error {
        Error { message: self.message(locale), source: None, extensions: Some(self.extensions(locale)) }
    }

    /// The sentence for people.
    pub fn message(&self, locale: Locale) -> String {
        match self {
            Self::Unauthenticated(words) | Self::Forbidden(words) | Self::Conflict { words, .. } => said(words, locale),
            Self::NotFound => {
                said(&Words::new("Không tìm thấy, hoặc bạn không được xem.", "Not found, or not yours to see."), locale)
            }
            Self::Invalid(mistakes) => together(mistakes.iter().map(|it| &it.words), locale),
            Self::Unmet(conditions) => together(conditions.iter().map(|it| &it.words), locale),
            Self::RateLimited { retry_after_seconds: seconds } => {
                let vi = format!("Bạn đã thử quá nhiều lần; hãy thử lại sau {seconds} giây.");
                let en = format!("Tried too often; try again in {seconds} seconds.");
                said(&Words::new(vi, en), locale)
            }
            Self::Internal { id } => {
                let vi = format!("Hệ thống gặp lỗi. Khi liên hệ, xin báo mã {id}.");
                let en = format!("Something went wrong on our side. Quote {id} when you ask about it.");
                said(&Words::new(vi, en), locale)
            }
        }
    }

    /// The code, and what it needs to be acted on.
    pub fn extensions(&self, locale: Locale) -> ErrorExtensionValues {
        let mut told = ErrorExtensionValues::default();
        told.set("code", self.code());
        match self {
            Self::Unauthenticated(_) | Self::NotFound | Self::Forbidden(_) => {}
            Self::Conflict { reason, current_version, .. } => {
                told.set("reason", *reason);
                if let Some(version) = *current_version {
                    told.set("currentVersion", version);
                }
            }
            Self::Invalid(mistakes) => {
                if let Some(first) = mistakes.first() {
                    told.set("field", first.field.clone());
                }
                let tell = |field: &str, code: &str, words| value!({"field": field, "code": code, "message": said(words, locale)});
                let fields = mistakes.iter().map(|it| tell(&it.field, it.code, &it.words)).collect();
                told.set("fields", Value::List(fields));
            }
            Self::Unmet(conditions) => {
                let tell = |clause: &str, code: &str, words| value!({"clause": clause, "code": code, "message": said(words, locale)});
                let conditions = conditions.iter().map(|it| tell(it.clause, it.code, &it.words)).collect();
                told.set("conditions", Value::List(conditions));
            }
            Self::RateLimited { retry_after_seconds } => told.set("retryAfterSeconds", *retry_after_seconds),
            Self::Internal { id } => told.set("id", id.clone()),
        }
        told
    }
}

/// In a resolver the language is not picked yet: the whole error rides along and is worded where the response leaves.
impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        let message = error.message(Locale::En);
        Self { message, source: Some(std::sync::Arc::new(error)), extensions: None }
    }
}

fn said(words: &Words, locale: Locale) -> String {
    words.in_locale(locale).to_owned()
}

fn together<'a>(all: impl Iterator<Item = &'a Words>, locale: Locale) -> String {
    all.map(|words| words.in_locale(locale)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use entity::refusal::{Mistake, Refusal, Unmet};

    use super::*;

    fn told(error: ApiError, locale: Locale) -> serde_json::Value {
        serde_json::to_value(error.into_graphql(locale)).unwrap()
    }

    fn unpaid() -> Words {
        Words::new("Đợt 1 chưa thanh toán.", "Instalment 1 is unpaid.")
    }

    #[test]
    fn every_code_carries_what_it_needs() {
        let amount = Words::new("Số tiền phải lớn hơn 0.", "The amount must be above zero.");
        let cases = [
            (ApiError::unauthenticated(), json!({"code": "UNAUTHENTICATED"})),
            (ApiError::NotFound, json!({"code": "NOT_FOUND"})),
            (ApiError::forbidden(), json!({"code": "FORBIDDEN"})),
            (Refusal::stale(7).into(), json!({"code": "CONFLICT", "reason": "STALE_VERSION", "currentVersion": 7})),
            (Refusal::conflict("CLOSED", unpaid()).into(), json!({"code": "CONFLICT", "reason": "CLOSED"})),
            (
                ApiError::invalid("amount", "NOT_POSITIVE", amount),
                json!({"code": "INVALID", "field": "amount", "fields": [
                    {"field": "amount", "code": "NOT_POSITIVE", "message": "The amount must be above zero."}]}),
            ),
            (
                ApiError::Unmet(vec![Unmet { clause: "C5", code: "INSTALMENT_UNPAID", words: unpaid() }]),
                json!({"code": "UNMET_CONDITIONS", "conditions": [
                    {"clause": "C5", "code": "INSTALMENT_UNPAID", "message": "Instalment 1 is unpaid."}]}),
            ),
            (
                ApiError::RateLimited { retry_after_seconds: 30 },
                json!({"code": "RATE_LIMITED", "retryAfterSeconds": 30}),
            ),
            (ApiError::Internal { id: "0a".into() }, json!({"code": "INTERNAL", "id": "0a"})),
        ];
        for (error, extensions) in cases {
            assert_eq!(told(error, Locale::En)["extensions"], extensions);
        }
    }

    #[test]
    fn the_sentence_is_in_the_viewers_language() {
        let both =
            vec![Mistake::new("a", "A", unpaid()), Mistake::new("b", "B", Words::new("Sai ngày.", "Wrong date."))];
        let error = ApiError::Invalid(both);
        assert_eq!(told(error.clone(), Locale::Vi)["message"], "Đợt 1 chưa thanh toán. Sai ngày.");
        assert_eq!(told(error, Locale::En)["message"], "Instalment 1 is unpaid. Wrong date.");
    }
}
