namespace Ao.Plugins.GitLab.Api;

/// <summary>One call to GitLab.</summary>
internal sealed record Call(HttpMethod Method, string Path, byte[]? Body, CallPurpose Purpose, Func<HttpContent, CancellationToken, ValueTask>? Read)
{
    /// <summary>Gets the call in words for messages.</summary>
    public string Named => $"{Method} {Name(Path)}";

    /// <summary>Gives a path without its query, which may hold what somebody searched for.</summary>
    public static string Name(string path) => Printable.Quote(path.Split('?', 2)[0]);

    /// <summary>Makes the error for a call that did not come back: what only reads may be repeated.</summary>
    public AoException BrokenOff(string reason, Exception? exception) => Purpose is CallPurpose.Write
        ? new OutcomeUnknownException($"GitLab {reason} to '{Named}': it may have been done.", exception)
        : new TransientException($"GitLab {reason} to '{Named}'.", innerException: exception);

    /// <summary>Makes the error for an answer that cannot be taken.</summary>
    public AoException Unreadable(string reason) => Purpose is CallPurpose.Write
        ? new OutcomeUnknownException($"The answer to '{Named}' {reason}: it may have been done.")
        : new AoException($"The answer to '{Named}' {reason}. Ask for less.");
}
