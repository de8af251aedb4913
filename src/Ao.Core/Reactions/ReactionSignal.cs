namespace Ao.Reactions;

/// <summary>Something that a host tells one of its own reactions.</summary>
public sealed record ReactionSignal
{
    /// <summary>The longest text, in characters.</summary>
    public const int MaxTextLength = 16 * 1024;

    /// <summary>Gets the key of the reaction, which the configuration has with an <c>On</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the session that it is about.</summary>
    public required SessionId Session { get; init; }

    /// <summary>Gets what makes it one signal however often it is given, 1 to 200 characters.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Gets what has happened. It is given to agents as text from outside.</summary>
    public string Text { get; init; } = "";
}
