namespace Ao.Backlog;

/// <summary>What is next for an issue that was taken.</summary>
internal enum BacklogStep
{
    /// <summary>Nothing, until something happens.</summary>
    Rest,

    /// <summary>Begin its session.</summary>
    Start,

    /// <summary>Have the issue say that it is worked on.</summary>
    Mark,

    /// <summary>Tell the session that the issue was closed.</summary>
    TellSession,

    /// <summary>Write down that the attempt came to nothing.</summary>
    Fail,

    /// <summary>Write down that it came to nothing and that a person is to look at it.</summary>
    SetAside,

    /// <summary>Tell the issue, and give the claim up.</summary>
    Leave,

    /// <summary>Have the issue follow its session again, which a person has restored.</summary>
    Resume,

    /// <summary>Tell the issue that the change is merged, close it, and give the claim up.</summary>
    Finish,

    /// <summary>Look at the breakdown that the designer has proposed.</summary>
    Judge,

    /// <summary>Make issues of the breakdown.</summary>
    Divide,

    /// <summary>Close the issue whose parts are all closed.</summary>
    Close,
}
