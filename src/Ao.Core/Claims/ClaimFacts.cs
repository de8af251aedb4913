using Ao.Scm;

namespace Ao.Claims;

/// <summary>What happens to claims.</summary>
internal static class ClaimFacts
{
    /// <summary>This orchestrator holds it.</summary>
    /// <param name="Session">The session that it is held for; none, where the session was not begun yet.</param>
    /// <param name="Key">The operation that claimed it.</param>
    /// <param name="Claim">The claim as the scm holds it; none, where the scm holds no claims.</param>
    /// <param name="TakenFrom">Who held it before, where it was taken over.</param>
    /// <param name="Reason">Why it was taken over.</param>
    internal sealed record Held(SessionId? Session, OperationKey Key, WorkClaim? Claim, ClaimHolder? TakenFrom = null, string? Reason = null);

    /// <summary>The session that it was held for has begun.</summary>
    internal sealed record Assigned(SessionId Session);

    /// <summary>Its session has ended, or has handed it on, and this orchestrator keeps it: nobody else is to begin what waits for a person, or for something else.</summary>
    /// <param name="From">The session that it was held for; none, where there was none. One that is held for another stays with that.</param>
    /// <param name="Reason">What it waits for.</param>
    internal sealed record Kept(SessionId? From, string Reason);

    /// <summary>It is not held any more, without having been given up.</summary>
    /// <param name="To">Who holds it now; nobody, where it was gone.</param>
    /// <param name="Reason">What is known of it.</param>
    internal sealed record Lost(ClaimHolder? To, string Reason);

    internal sealed record Released(string Reason);
}
