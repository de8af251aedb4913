namespace Ao.Plugins.Slack;

/// <summary>Says what a refusal of Slack's Web API means, and what to do about it: a pure function.</summary>
internal static class SlackRefusal
{
    /// <summary>Gives the error.</summary>
    /// <param name="reply">The answer, which says that it was not done.</param>
    /// <param name="retryAfter">How long Slack asks to wait.</param>
    public static AoException Of(SlackReply reply, TimeSpan? retryAfter) => reply.Error switch
    {
        "ratelimited" or "rate_limited" or "message_limit_exceeded" => new TransientException("Slack asks to be called later: there are too many messages.", retryAfter),
        "request_timeout" or "service_unavailable" or "team_added_to_org" or "accesslimited" => new TransientException($"Slack did not take the message: {reply.Error}.", retryAfter),
        "fatal_error" or "internal_error" => new OutcomeUnknownException($"Slack failed inside ({reply.Error}). The message may have arrived."),
        var error => new SlackRefusedException(error ?? "", $"Slack refuses the message: '{Printable.Quote(error)}'. {Remedy(error, reply.Needed)}"),
    };

    private static string Remedy(string? error, string? needed) => error switch
    {
        "not_authed" or "invalid_auth" or "account_inactive" or "token_revoked" or "token_expired" => "The token is not good, or not any more: install the app again and set Token.",
        "missing_scope" or "no_permission" or "not_allowed_token_type" => $"The token lacks the scope {(needed is null ? "chat:write" : Printable.Quote(needed))}: add it to the app, install the app again and set Token.",
        "channel_not_found" => "There is no such channel, or the bot cannot see it: set Channel to the channel's id, and invite the bot into it.",
        "not_in_channel" => "Invite the bot into the channel, or give it the scope chat:write.public.",
        "is_archived" => "The channel is archived: open it again, or set Channel to another.",
        "restricted_action" or "restricted_action_read_only_channel" or "ekm_access_denied" => "The workspace's administrators do not let the bot post there: ask them, or set Channel to another.",
        _ => "The words in quotation marks are Slack's own; its documentation of chat.postMessage explains them.",
    };
}
