namespace Ao.Plugins.GitLab.Api;

/// <summary>An answer of GitLab, read whole.</summary>
/// <param name="Body">The body.</param>
/// <param name="NextPage">The number of the next page, where there is one.</param>
internal sealed record Answer(ReadOnlyMemory<byte> Body, int? NextPage);
