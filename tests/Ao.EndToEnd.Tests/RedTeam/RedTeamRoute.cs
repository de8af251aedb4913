namespace Ao.EndToEnd.Tests.RedTeam;

/// <summary>A way in which an agent may try to act outside without consent.</summary>
/// <param name="Name">What the documentation calls it.</param>
/// <param name="Script">What the agent runs. It may call <c>post</c> with what it has found.</param>
/// <param name="IsHeldBrokered">Whether the level CredentialBrokered stops it. What reads the host user's files by their path it does not: that takes another user.</param>
internal sealed record RedTeamRoute(string Name, string Script, bool IsHeldBrokered = true);
