using Ao.Plugins.GitHub.Api;

namespace Ao.Plugins.GitHub.Quota;

/// <summary>Reads what an answer tells of the quota. Pure.</summary>
internal static class QuotaReading
{
    private const int MaxResource = 40;
    private const long MaxPoints = 1_000_000_000;
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(24);

    public static QuotaOutcome Of(Answer answer, DateTimeOffset now)
    {
        var resource = answer.Header("x-ratelimit-resource");
        var reset = answer.Number("x-ratelimit-reset") is { } seconds && seconds <= (now + s_longestWait).ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : (DateTimeOffset?)null;
        var outcome = new QuotaOutcome
        {
            Resource = ResourceOf(resource),
            Limit = Clamp(answer.Number("x-ratelimit-limit")),
            Remaining = Clamp(answer.Number("x-ratelimit-remaining")),
            ResetsAt = reset,
            RetryAfter = RetryAfterOf(answer, now),
            IsBroken = answer.Status >= 500,
            IsLimited = answer.Status == 429 || (answer.Status == 403 && IsAboutLimits(answer)),
        };
        return answer.Reply is { } reply ? Of(reply, outcome) : outcome;
    }

    private static QuotaOutcome Of(GraphQlReply reply, QuotaOutcome outcome)
    {
        var isLimited = outcome.IsLimited || reply.Errors.Any(static error => error.Code is "RATE_LIMITED" or "RATE_LIMIT");
        outcome = outcome with { Resource = outcome.Resource ?? QuotaNeed.GraphQl, IsLimited = isLimited };
        return reply.RateLimit is { } limit ? outcome with { Limit = limit.Limit, Remaining = limit.Remaining, ResetsAt = limit.ResetAt } : outcome;
    }

    /// <summary>A 403 is a limit where it says so; otherwise something is not permitted.</summary>
    private static bool IsAboutLimits(Answer answer)
    {
        var message = ErrorBody.Read(answer).Message;
        return answer.Header("retry-after") is not null
            || answer.Number("x-ratelimit-remaining") == 0
            || message.Contains("rate limit", StringComparison.OrdinalIgnoreCase)
            || message.Contains("abuse detection", StringComparison.OrdinalIgnoreCase);
    }

    private static TimeSpan? RetryAfterOf(Answer answer, DateTimeOffset now)
    {
        var wait = answer.Headers.RetryAfter is { } header ? header.Delta ?? (header.Date - now) : null;
        return wait is not { } value ? null : value < TimeSpan.Zero ? TimeSpan.Zero : value > s_longestWait ? s_longestWait : value;
    }

    private static string? ResourceOf(string? text) => text is { Length: > 0 and <= MaxResource } && text.All(static character => char.IsAsciiLetterOrDigit(character) || character == '_') ? text : null;

    private static int? Clamp(long? number) => number is { } value ? (int)Math.Min(value, MaxPoints) : null;
}
