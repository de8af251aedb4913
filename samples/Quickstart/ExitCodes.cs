namespace Quickstart;

/// <summary>How the program ends.</summary>
internal static class ExitCodes
{
    /// <summary>Every session is done and every pull request merged, or open where merging is left to the person.</summary>
    public const int Success = 0;

    /// <summary>A session did not get there.</summary>
    public const int Incomplete = 1;

    /// <summary>The input cannot be worked with.</summary>
    public const int BadInput = 2;

    /// <summary>Requests for consent wait for a person.</summary>
    public const int AwaitingConsent = 3;

    /// <summary>The person has interrupted the run: 128 and the number of SIGINT, as shells do.</summary>
    public const int Interrupted = 130;
}
