using Ao.Consents;
using Ao.Ledger;
using Ao.Scm;

namespace Ao.Forks;

/// <summary>What happens to forks.</summary>
internal static class ForkFacts
{
    /// <summary>A person has taken the fork among those that are looked at.</summary>
    internal sealed record Adopted(string Location, string? Branch, string? ForkId, string? PublicKey, Operator By, string? LedgerLocation = null);

    /// <summary>It answered, and was compared.</summary>
    /// <param name="Branch">The fork's branch.</param>
    /// <param name="Kinship">How it and the project's branch are related.</param>
    internal sealed record Looked(string Branch, ForkKinship Kinship);

    /// <summary>It did not answer, or not in a way that could be used.</summary>
    internal sealed record NotSeen(string Reason);

    /// <summary>The project was brought up to it, or was not.</summary>
    internal sealed record Synced(string Branch, ForkSyncOutcome Outcome, string? Revision, string? Reason);

    /// <summary>A person has said what becomes of it.</summary>
    internal sealed record Ruled(ForkWord Word, Operator By, string Reason);

    /// <summary>It and the project have moved further apart than the project wants, or are close enough again.</summary>
    internal sealed record Drifted(bool Apart);

    /// <summary>The project has said who it is.</summary>
    /// <param name="ForkId">What others know it by.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="Role">What it is to the others.</param>
    /// <param name="Family">The first commit of its history, where the scm tells.</param>
    internal sealed record Declared(string ForkId, string Name, ForkRole Role, string? Family);

    /// <summary>The project's identity was published where others find it.</summary>
    /// <param name="Location">Where.</param>
    /// <param name="IsUpstream">Whether that is the upstream's own place.</param>
    /// <param name="Reason">Why it is not the upstream's, where there is an upstream.</param>
    /// <param name="Form">As what the ledger lies there.</param>
    internal sealed record Registered(string Location, bool IsUpstream, string? Reason, LedgerForm Form = LedgerForm.Reference);

    /// <summary>A person has ended the registration: nothing more is brought there.</summary>
    internal sealed record Unregistered(Operator By);
}
