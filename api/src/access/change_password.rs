//! `changePassword`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::{password, record_person};
use entity::refusal::{Mistake, Refusal, Words};

use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::reception::{Keys, hash, is_right};

/// The old password and the new one.
#[derive(InputObject)]
pub struct ChangePasswordInput {
    /// The password now.
    pub current_password: String,
    /// The password from now on; at least ten characters.
    pub new_password: String,
}

/// A changed password.
#[derive(SimpleObject)]
pub struct ChangePasswordPayload {
    /// Always true: every session has ended, sign in with the new password.
    pub signed_out: bool,
}

/// Changes the password of the person who asks and ends all their sessions. Wrong guesses of the current password
/// count as failed sign-ins.
pub async fn run(ctx: &Context<'_>, input: ChangePasswordInput) -> Result<ChangePasswordPayload, ApiError> {
    let desk = ctx.desk()?;
    let person = desk.person()?;
    password::check("newPassword", &input.new_password, &person.email).map_err(|mistake| refused(vec![mistake]))?;
    if input.current_password.len() > password::MOST_BYTES {
        return Err(refused(vec![password::too_long("currentPassword")]));
    }
    let keys = Keys::of(desk, &person.email);
    keys.take(desk).await?;
    if !is_right(input.current_password, person.password_hash.clone()).await? {
        let words = Words::new("Mật khẩu hiện tại không đúng.", "The current password is wrong.");
        return Err(refused(vec![Mistake::new("currentPassword", "WRONG_PASSWORD", words)]));
    }
    let hash = hash(input.new_password).await?;
    desk.write(async |write| {
        keys.forgive_in(write).await?;
        record_person::set_password(write, &desk.by, person.id, &hash).await
    })
    .await?;
    Ok(ChangePasswordPayload { signed_out: true })
}

fn refused(mistakes: Vec<Mistake>) -> ApiError {
    Refusal::Invalid(mistakes).into()
}
