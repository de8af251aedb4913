using Ao.Ledger.Bodies;

namespace Ao.Forks;

/// <summary>What a fork has said of itself by records that its key has signed. The texts are from outside, cleaned and shortened.</summary>
internal sealed record ForkSaid(int Count, DateTimeOffset? LastAt, string? Name = null, string? Contact = null, string? Domain = null, ForkRole? Role = null, ForkLifecycle? Lifecycle = null)
{
    private const int MaxName = 64;
    private const int MaxLine = 200;

    public static ForkSaid Nothing { get; } = new(0, null);

    /// <summary>Gives what a fork says of itself.</summary>
    /// <param name="count">How many records of it there are.</param>
    /// <param name="lastAt">When the newest was made.</param>
    /// <param name="identity">Its newest identity; <see langword="null"/> where it has said none that can be read.</param>
    public static ForkSaid Of(int count, DateTimeOffset? lastAt, IdentityBody? identity) =>
        new(count, lastAt, Text(identity?.Name, MaxName), Text(identity?.Contact, MaxLine), Text(identity?.Domain, MaxLine), IdentityTerms.RoleOf(identity?.Role), IdentityTerms.LifecycleOf(identity?.State));

    private static string? Text(string? text, int longest) => string.IsNullOrWhiteSpace(text) ? null : ShortText.Clean(Printable.Line(text), longest);
}
