namespace Ao.Governance;

/// <summary>A policy that holds, or has held, in a project.</summary>
/// <param name="Version">The version: 16 hexadecimal digits that follow from the content.</param>
/// <param name="Content">Everything that decides what the policy says, as JSON: floor, gates, settings, and the names and versions of the owner's policies.</param>
/// <param name="AdoptedAt">Since when; <see langword="null"/> before the host has started.</param>
public sealed record PolicyVersion(string Version, string Content, DateTimeOffset? AdoptedAt);
