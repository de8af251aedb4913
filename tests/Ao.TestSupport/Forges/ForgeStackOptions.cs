namespace Ao.TestSupport.Forges;

/// <summary>What a stack is started with.</summary>
public sealed record ForgeStackOptions
{
    /// <summary>Gets the services: <c>github</c>, <c>slack</c> and <c>linear</c>.</summary>
    public IReadOnlyList<string> Services { get; init; } = ["github", "slack", "linear"];

    /// <summary>Gets the folder of the bare repositories <c>OWNER/NAME.git</c> that are GitHub's git side, or <see langword="null"/> for none.</summary>
    public string? GitFolder { get; init; }

    /// <summary>Gets the file of GitHub's OpenAPI description that every REST call is compared with, or <see langword="null"/> for none. Reading it takes 10 seconds.</summary>
    public string? Contracts { get; init; }
}
