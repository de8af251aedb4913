namespace Ao.Plugins.GitHub.Api;

/// <summary>What a GraphQL answer tells of the quota.</summary>
internal sealed record RateLimit(int Limit, int Remaining, DateTimeOffset ResetAt);
