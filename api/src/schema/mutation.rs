//! Every command, a line each; what it does stands in the file of its name.

use async_graphql::{Context, Object};

use crate::access::{
    accept_invitation::{self, AcceptInvitationInput, AcceptInvitationPayload},
    change_password::{self, ChangePasswordInput, ChangePasswordPayload},
    change_person::{self, ChangePersonInput, ChangePersonPayload},
    disable_person::{self, DisablePersonInput, DisablePersonPayload},
    enable_person::{self, EnablePersonInput, EnablePersonPayload},
    invite_person::{self, InvitePersonInput, InvitePersonPayload},
    invite_person_again::{self, InvitePersonAgainInput, InvitePersonAgainPayload},
    request_password_reset::{self, RequestPasswordResetInput, RequestPasswordResetPayload},
    reset_password::{self, ResetPasswordInput, ResetPasswordPayload},
    sign_in::{self, SignInInput, SignInPayload},
    sign_out::{self, SignOutPayload},
    sign_out_everywhere::{self, SignOutEverywherePayload},
};
use crate::error::ApiError;

/// The commands about people, contracts and money.
#[derive(Debug, Default)]
pub struct BusinessMutation;

/// Every command that can be given. A refused command has changed nothing.
#[Object]
impl BusinessMutation {
    /// Exchanges an address and a password for a token that lasts twelve hours.
    async fn sign_in(&self, ctx: &Context<'_>, input: SignInInput) -> Result<SignInPayload, ApiError> {
        sign_in::run(ctx, input).await
    }

    /// Ends the session of the token that came with this request.
    async fn sign_out(&self, ctx: &Context<'_>) -> Result<SignOutPayload, ApiError> {
        sign_out::run(ctx).await
    }

    /// Ends every session of the person who asks.
    async fn sign_out_everywhere(&self, ctx: &Context<'_>) -> Result<SignOutEverywherePayload, ApiError> {
        sign_out_everywhere::run(ctx).await
    }

    /// Changes the password of the person who asks and ends all their sessions.
    async fn change_password(
        &self,
        ctx: &Context<'_>,
        input: ChangePasswordInput,
    ) -> Result<ChangePasswordPayload, ApiError> {
        change_password::run(ctx, input).await
    }

    /// Mails a link to set a new password; the answer is the same when nobody has the address.
    async fn request_password_reset(
        &self,
        ctx: &Context<'_>,
        input: RequestPasswordResetInput,
    ) -> Result<RequestPasswordResetPayload, ApiError> {
        request_password_reset::run(ctx, input).await
    }

    /// Sets a new password with the token of a mailed link.
    async fn reset_password(
        &self,
        ctx: &Context<'_>,
        input: ResetPasswordInput,
    ) -> Result<ResetPasswordPayload, ApiError> {
        reset_password::run(ctx, input).await
    }

    /// Sets the first password with the token of an invitation.
    async fn accept_invitation(
        &self,
        ctx: &Context<'_>,
        input: AcceptInvitationInput,
    ) -> Result<AcceptInvitationPayload, ApiError> {
        accept_invitation::run(ctx, input).await
    }

    /// Enters a person and mails them an invitation.
    async fn invite_person(
        &self,
        ctx: &Context<'_>,
        input: InvitePersonInput,
    ) -> Result<InvitePersonPayload, ApiError> {
        invite_person::run(ctx, input).await
    }

    /// Mails a new invitation to somebody who has not set a password yet.
    async fn invite_person_again(
        &self,
        ctx: &Context<'_>,
        input: InvitePersonAgainInput,
    ) -> Result<InvitePersonAgainPayload, ApiError> {
        invite_person_again::run(ctx, input).await
    }

    /// Changes a person's name, language or standing.
    async fn change_person(
        &self,
        ctx: &Context<'_>,
        input: ChangePersonInput,
    ) -> Result<ChangePersonPayload, ApiError> {
        change_person::run(ctx, input).await
    }

    /// Keeps a person out from now on; never the last admin.
    async fn disable_person(
        &self,
        ctx: &Context<'_>,
        input: DisablePersonInput,
    ) -> Result<DisablePersonPayload, ApiError> {
        disable_person::run(ctx, input).await
    }

    /// Lets a disabled person sign in again.
    async fn enable_person(
        &self,
        ctx: &Context<'_>,
        input: EnablePersonInput,
    ) -> Result<EnablePersonPayload, ApiError> {
        enable_person::run(ctx, input).await
    }
}
