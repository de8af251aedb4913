namespace Ao.Forks;

/// <summary>What a fork has said of itself by records that its key has signed. The texts are from outside, cleaned and shortened.</summary>
internal sealed record ForkSaid(int Count, DateTimeOffset? LastAt, string? Name = null, string? Contact = null, string? Domain = null)
{
    public static ForkSaid Nothing { get; } = new(0, null);
}
