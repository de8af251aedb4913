namespace Ao.Plugins;

/// <summary>Hands out HTTP clients that the host owns: their handlers are pooled, traced and renewed.</summary>
/// <remarks>They wait for an answer longer than any caller wants to: bound each call by a time of your own.</remarks>
public interface IHttpClients
{
    /// <summary>Gives a client for one purpose.</summary>
    /// <param name="name">The purpose; clients of one name share a handler.</param>
    /// <returns>A client, which may be kept as short as wanted and need not be disposed.</returns>
    HttpClient Create(string name);
}
