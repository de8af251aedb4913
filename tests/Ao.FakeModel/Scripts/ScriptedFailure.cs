using System.Collections.Immutable;

namespace Ao.FakeModel;

/// <summary>The provider fails to answer.</summary>
public sealed record ScriptedFailure : ScriptedTrouble
{
    /// <summary>Gets the HTTP status, or <see langword="null"/> where the connection is cut.</summary>
    public required int? Status { get; init; }

    /// <summary>Gets how many requests of one conversation meet it.</summary>
    public required int Times { get; init; }

    /// <summary>Gets what the error says.</summary>
    public string Message { get; init; } = "";

    /// <summary>Gets the headers of the answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Gets whether the connection is cut when a part of the answer is out.</summary>
    public bool InTheMiddle { get; init; }
}
