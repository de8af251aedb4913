using System.Text.Json.Serialization;

namespace Ao.TestSupport.Forges;

/// <summary>Where the stack of a test is, and the credentials of this start.</summary>
public sealed record ForgeAddresses
{
    /// <summary>Gets the mark that the stack was started with.</summary>
    [JsonPropertyName("mark")]
    public required string Mark { get; init; }

    /// <summary>Gets the process.</summary>
    [JsonPropertyName("pid")]
    public required int Process { get; init; }

    /// <summary>Gets GitHub's web address: as with an enterprise server, REST is at <c>/api/v3</c> and GraphQL at <c>/api/graphql</c> below it.</summary>
    [JsonPropertyName("github")]
    public Uri? GitHub { get; init; }

    /// <summary>Gets GitHub's people with the token of each.</summary>
    [JsonPropertyName("people")]
    public IReadOnlyDictionary<string, string> People { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the id of the GitHub App that is installed in <c>my-org</c>.</summary>
    [JsonPropertyName("appId")]
    public long AppId { get; init; }

    /// <summary>Gets the id of its installation.</summary>
    [JsonPropertyName("installationId")]
    public long InstallationId { get; init; }

    /// <summary>Gets the App's private key as PEM.</summary>
    [JsonPropertyName("appKey")]
    public string? AppKey { get; init; }

    /// <summary>Gets Slack's address: methods are at <c>/api/</c> below it.</summary>
    [JsonPropertyName("slack")]
    public Uri? Slack { get; init; }

    /// <summary>Gets a token for Slack, with the channels <c>general</c>, <c>random</c> and <c>ao</c>.</summary>
    [JsonPropertyName("slackToken")]
    public string SlackToken { get; init; } = "";

    /// <summary>Gets what Slack signs its requests with.</summary>
    [JsonPropertyName("slackSigningSecret")]
    public string SlackSigningSecret { get; init; } = "";

    /// <summary>Gets the address of an incoming webhook of Slack.</summary>
    [JsonPropertyName("slackHook")]
    public Uri? SlackHook { get; init; }

    /// <summary>Gets Linear's address: GraphQL is at <c>/graphql</c> below it. There are the teams <c>ENG</c> and <c>OPS</c>.</summary>
    [JsonPropertyName("linear")]
    public Uri? Linear { get; init; }

    /// <summary>Gets a key for Linear.</summary>
    [JsonPropertyName("linearToken")]
    public string LinearToken { get; init; } = "";
}
