using System.Collections.Immutable;

namespace Ao.FakeModel;

/// <summary>One turn of the model.</summary>
public sealed record ScriptedTurn
{
    /// <summary>Gets what it says.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the tools it calls.</summary>
    public ImmutableList<ScriptedCall> Calls { get; init; } = [];

    /// <summary>Gets what it uses; estimated from the sizes where it is not given.</summary>
    public TokenCount? Usage { get; init; }

    /// <summary>Gets what goes wrong or passes before it.</summary>
    public ImmutableList<ScriptedTrouble> Before { get; init; } = [];
}
