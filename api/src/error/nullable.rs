//! Fields that may be null.

use super::ApiError;

/// What the resolver of a nullable field answers. The error stands inside: so the field that fails is null, told with
/// its path in `errors`, and what was asked for beside it is answered. With the error outside, the library would leave
/// the field out, and make null what has no other field.
pub type Nullable<T> = Option<Result<T, ApiError>>;

/// The answer of a nullable field that takes more than one step, any of which may fail.
pub async fn nullable<T>(found: impl Future<Output = Result<Option<T>, ApiError>>) -> Nullable<T> {
    found.await.transpose()
}
