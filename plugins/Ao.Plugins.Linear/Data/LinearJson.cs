using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ao.Plugins.Linear.Data;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TeamData))]
[JsonSerializable(typeof(ViewerData))]
[JsonSerializable(typeof(IssueData))]
[JsonSerializable(typeof(IssuesData))]
[JsonSerializable(typeof(CreateIssueData))]
[JsonSerializable(typeof(UpdateIssueData))]
[JsonSerializable(typeof(CommentData))]
[JsonSerializable(typeof(CreateCommentData))]
[JsonSerializable(typeof(LabelsData))]
[JsonSerializable(typeof(CreateLabelData))]
[JsonSerializable(typeof(UsersData))]
internal sealed partial class LinearJson : JsonSerializerContext;
