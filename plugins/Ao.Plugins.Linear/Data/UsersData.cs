namespace Ao.Plugins.Linear.Data;

/// <summary>The answer to <see cref="Documents.Users"/>.</summary>
internal sealed record UsersData(Nodes<UserNode> Users);
