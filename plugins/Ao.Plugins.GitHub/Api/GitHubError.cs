namespace Ao.Plugins.GitHub.Api;

/// <summary>One thing that GitHub found wrong. Its texts come from outside.</summary>
/// <param name="Code">The code, such as <c>already_exists</c>, or the type of a GraphQL error, such as <c>NOT_FOUND</c>.</param>
/// <param name="Message">The message.</param>
/// <param name="Field">The field, or the path in a GraphQL answer.</param>
internal sealed record GitHubError(string? Code, string? Message, string? Field);
