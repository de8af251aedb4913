using System.Text.Json.Nodes;
using Ao.FakeModel.Conversations;
using Microsoft.AspNetCore.Http;

namespace Ao.FakeModel.Wire;

/// <summary>One provider's way of asking and answering.</summary>
internal interface IWireFormat
{
    string Name { get; }

    /// <summary>Gets how the path of its requests ends.</summary>
    string Path { get; }

    ModelRequest Read(JsonObject body, string raw, IHeaderDictionary headers);

    /// <summary>Gives the events of a streamed answer, the first of which comes before the model has thought.</summary>
    IEnumerable<ServerEvent> Stream(Reply reply);

    /// <summary>Gives the whole answer for a client that asked for no stream.</summary>
    JsonObject Whole(Reply reply);
}
