namespace Ao.Scm;

/// <summary>A revision to publish that a session has pushed.</summary>
public sealed record PublishRequest
{
    /// <summary>Gets the operation.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the session that pushed it.</summary>
    public required SessionId Session { get; init; }

    /// <summary>Gets the revision.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the branch to publish it under: the session's own. An implementation refuses any other.</summary>
    public required string Branch { get; init; }

    /// <summary>Gets where to publish it: the push target that consent was given for. An implementation whose target is another by now refuses.</summary>
    public required string PushTarget { get; init; }
}
