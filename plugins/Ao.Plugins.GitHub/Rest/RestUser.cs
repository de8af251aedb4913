namespace Ao.Plugins.GitHub.Rest;

/// <summary>Who did something. A bot has the type <c>Bot</c>, and its login ends in <c>[bot]</c>.</summary>
internal sealed record RestUser
{
    public required string Login { get; init; }

    public string? Type { get; init; }
}
