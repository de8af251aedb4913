using System.Text.Json;
using Ao.Agents;

namespace Ao.Plugins.Codex.Reading;

/// <summary>Makes deltas of what Codex counts up over a whole conversation.</summary>
/// <param name="isNew">Whether the conversation begins with this run, so that everything was used in it.</param>
internal sealed class UsageMeter(bool isNew)
{
    private TokenTotals? _told = isNew ? default(TokenTotals) : null;
    private TokenTotals _now;

    public string? Model { get; set; }

    /// <summary>Takes in a count.</summary>
    /// <param name="total">The conversation's total.</param>
    /// <param name="last">What the last answer of the model used.</param>
    /// <param name="isBefore">Whether it is what was used before this run.</param>
    public void Take(JsonElement total, JsonElement? last, bool isBefore)
    {
        _now = TokenTotals.Read(total);
        if (isBefore)
        {
            _told = _now;
        }

        _told ??= _now - (last is { } part ? TokenTotals.Read(part) : _now);
    }

    /// <summary>Gives what was used and not told yet.</summary>
    public UsageReported? Tell()
    {
        var used = _now - (_told ?? _now);
        if (_told is null || used == default || used.Input < 0 || used.Output < 0)
        {
            return null;
        }

        _told = _now;
        return new UsageReported { Cursor = 0, Model = Model, InputTokens = used.Input, CachedTokens = used.Cached, OutputTokens = used.Output, ReasoningTokens = used.Reasoning };
    }
}
