namespace Ao.Sessions;

/// <summary>What becomes of a push.</summary>
public enum PushState
{
    /// <summary>It is known and goes no further: the project relays no pushes, or the branch has a pull request, which takes verified revisions only.</summary>
    Recorded,

    /// <summary>It is to be published, once a person has consented.</summary>
    Waiting,

    /// <summary>It was published.</summary>
    Published,

    /// <summary>It was not published, and will not be.</summary>
    Refused,

    /// <summary>The agent has pushed a newer revision before this one was published.</summary>
    Superseded,

    /// <summary>It is not known whether it was published.</summary>
    Unknown,
}
