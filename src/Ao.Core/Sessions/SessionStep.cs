namespace Ao.Sessions;

/// <summary>What is to be done next for a session.</summary>
internal enum SessionStep
{
    /// <summary>Nothing, until something happens.</summary>
    Rest,

    /// <summary>Open the workspace.</summary>
    OpenWorkspace,

    /// <summary>Write down that the agent is to be launched with its task.</summary>
    IntendTask,

    /// <summary>Write down that the agent is to be launched with the next message.</summary>
    IntendMessage,

    /// <summary>Write down that the agent is to be launched only to take up its conversation, in another way of running.</summary>
    IntendTakeUp,

    /// <summary>Start the process that was written down.</summary>
    Launch,

    /// <summary>Read what the running agent signals, and give it its messages.</summary>
    Attend,

    /// <summary>Verify the claim to be done.</summary>
    Verify,

    /// <summary>End the process.</summary>
    EndRun,

    /// <summary>End the process and write down that the session was stopped, in this order.</summary>
    Stop,

    /// <summary>Put a reviewer's verdict on the pull request of the change that it has read.</summary>
    PostVerdict,

    /// <summary>Open a pull request.</summary>
    OpenPullRequest,

    /// <summary>Put the newer revision into the pull request.</summary>
    UpdatePullRequest,

    /// <summary>Secure and remove the workspace.</summary>
    CloseWorkspace,

    /// <summary>Write down that the session failed: its run ended without a claim.</summary>
    Fail,

    /// <summary>Write down that it is not known how the run ended.</summary>
    Lose,
}
