using Ao.Agents;

namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>Counts what the model has used. A message of the model stands in several lines of a transcript, each with the message's usage.</summary>
internal sealed class TurnUsage
{
    private readonly Dictionary<string, Sighting> _counted = new(StringComparer.Ordinal);

    /// <summary>Takes in a line.</summary>
    /// <returns>What is not counted yet.</returns>
    public UsageReported? Take(Sighting said)
    {
        if (said.Id is not { } id)
        {
            return null;
        }

        var before = _counted.GetValueOrDefault(id);
        _counted[id] = said;
        var used = new UsageReported
        {
            Cursor = 0,
            At = said.At,
            Source = SignalSource.Log,
            Model = said.Model,
            InputTokens = Math.Max(0, said.Input - (before?.Input ?? 0)),
            OutputTokens = Math.Max(0, said.Output - (before?.Output ?? 0)),
            CachedTokens = Math.Max(0, said.Cached - (before?.Cached ?? 0)),
            ReasoningTokens = Math.Max(0, said.Reasoning - (before?.Reasoning ?? 0)),
        };
        return used.InputTokens > 0 || used.OutputTokens > 0 ? used : null;
    }

    /// <summary>Forgets the messages before a turn: nothing more comes of them.</summary>
    public void Begin() => _counted.Clear();
}
