using Ao.Agents;

namespace Ao.TestSupport.Fakes;

/// <summary>A connection to an agent that can be given answers.</summary>
public interface IAnsweringConnection : IAgentConnection, IPermissionResponder;
