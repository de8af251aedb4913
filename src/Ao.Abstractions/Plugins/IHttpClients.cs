namespace Ao.Plugins;

/// <summary>Hands out HTTP clients that the host owns: their handlers are pooled, traced and renewed.</summary>
public interface IHttpClients
{
    /// <summary>Gives a client for one purpose.</summary>
    /// <param name="name">The purpose; clients of one name share a handler.</param>
    /// <returns>A client, which may be kept as short as wanted and need not be disposed.</returns>
    HttpClient Create(string name);
}
