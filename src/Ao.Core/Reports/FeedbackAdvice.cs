using System.Text.Json;

namespace Ao.Reports;

/// <summary>What an adviser recommends for a report. It decides nothing: the host takes it as a reason to do less, never to do more.</summary>
/// <param name="Plan">How far it would follow the report up.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Confidence">How sure it is, from 0 to 1.</param>
public sealed record FeedbackAdvice(FollowUpPlan Plan, string Reason, double Confidence)
{
    /// <summary>The confidence below which advice is not heard: 0.6.</summary>
    public const double MinConfidence = 0.6;

    private const int MaxLength = 16 * 1024;
    private const int MaxReasonLength = 1000;

    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 4 };

    private static readonly Dictionary<string, FollowUpPlan> s_actions = new(StringComparer.Ordinal)
    {
        ["report_only"] = FollowUpPlan.ReportOnly,
        ["issue_only"] = FollowUpPlan.IssueOnly,
        ["issue_and_session"] = FollowUpPlan.IssueAndSession,
        ["issue_fork_and_session"] = FollowUpPlan.IssueForkAndSession,
    };

    /// <summary>Reads advice from an agent's words: one JSON object with exactly <c>recommended_action</c> (<c>report_only</c>, <c>issue_only</c>, <c>issue_and_session</c>, <c>issue_fork_and_session</c>), <c>reason</c> (1 to 1,000 characters) and <c>confidence</c> (0 to 1).</summary>
    /// <param name="json">The words.</param>
    /// <returns>The advice.</returns>
    /// <exception cref="AoException">It is anything else.</exception>
    public static FeedbackAdvice Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxLength)
        {
            throw Refused($"it has {json.Length:N0} characters, and {MaxLength:N0} are the most");
        }

        try
        {
            using var document = JsonDocument.Parse(json, s_strict);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new AoException($"The advice cannot be used: it is no JSON. Give one JSON object and nothing else. {exception.Message}", exception);
        }
    }

    private static FeedbackAdvice Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || root.EnumerateObject().Select(static property => property.Name).Order(StringComparer.Ordinal).SequenceEqual(["confidence", "reason", "recommended_action"]) is false)
        {
            throw Refused("it is no object with exactly recommended_action, reason and confidence");
        }

        if (root.GetProperty("recommended_action") is not { ValueKind: JsonValueKind.String } action || !s_actions.TryGetValue(action.GetString()!, out var plan))
        {
            throw Refused($"recommended_action is none of {string.Join(", ", s_actions.Keys)}");
        }

        if (root.GetProperty("reason") is not { ValueKind: JsonValueKind.String } reason || Printable.Clean(reason.GetString()!).Trim() is not { Length: > 0 and <= MaxReasonLength } words)
        {
            throw Refused($"reason is no text of 1 to {MaxReasonLength:N0} characters");
        }

        return root.GetProperty("confidence") is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var confidence) && confidence is >= 0 and <= 1
            ? new FeedbackAdvice(plan, words, confidence)
            : throw Refused("confidence is no number from 0 to 1");
    }

    private static AoException Refused(string why) => new($"The advice cannot be used: {why}. Give one JSON object with recommended_action, reason and confidence, and nothing else.");
}
