namespace Ao.Reactions;

/// <summary>What made a check fail.</summary>
public enum ReactionAttribution
{
    /// <summary>The change; also where nothing else could be found out. The session is told.</summary>
    ThisChange,

    /// <summary>It fails on the base branch too. People are told once, and not the session.</summary>
    AlreadyOnBase,

    /// <summary>It passed when it was run again on the same revision. Nobody is told.</summary>
    Flaky,

    /// <summary>The machinery that runs checks. People are told, and not the session.</summary>
    Infrastructure,
}
