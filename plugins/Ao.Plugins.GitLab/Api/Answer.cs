namespace Ao.Plugins.GitLab.Api;

/// <summary>An answer of GitLab, read whole.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="NextPage">The number of the next page, where there is one.</param>
internal sealed record Answer(int Status, ReadOnlyMemory<byte> Body, int? NextPage);
