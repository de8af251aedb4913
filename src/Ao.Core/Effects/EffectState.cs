using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ao.Effects;

/// <summary>What the journal says of one operation.</summary>
internal sealed record EffectState
{
    /// <summary>Gets the version of the operation's stream.</summary>
    public required long Version { get; init; }

    /// <summary>Gets the newest intent.</summary>
    public required EffectFacts.Intended Intent { get; init; }

    /// <summary>Gets the epoch of the host that wrote the intent.</summary>
    public required long Epoch { get; init; }

    /// <summary>Gets when it was intended.</summary>
    public required DateTimeOffset IntendedAt { get; init; }

    /// <summary>Gets what became of it; <see langword="null"/> while nothing is recorded.</summary>
    public EffectStatus? Outcome { get; init; }

    /// <summary>Gets what it created.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Result { get; init; }

    /// <summary>Gets why it failed or is unknown, or who declared it done.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets whether it may have happened without the journal knowing.</summary>
    public bool IsUnsettled => Outcome is null or EffectStatus.Unknown;
}
