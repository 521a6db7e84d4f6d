"""Calls a service that it knows nothing of but what server reflection tells: the address is the argument."""
import sys

import grpc
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message_factory import GetMessageClass
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

channel = grpc.insecure_channel(sys.argv[1])
database = ProtoReflectionDescriptorDatabase(channel)
pool = DescriptorPool(database)
for name in database.get_services():
    service = pool.FindServiceByName(name)
    print(name, len(service.methods))

check = pool.FindServiceByName("grpc.health.v1.Health").FindMethodByName("Check")
query = pool.FindServiceByName("blockqnn.registry.v1.RegistryService").FindMethodByName("QueryBlocks")
for method, fields in ((check, {}), (query, {"page_size": 1})):
    call = channel.unary_unary(
        f"/{method.containing_service.full_name}/{method.name}",
        request_serializer=lambda message: message.SerializeToString(),
        response_deserializer=GetMessageClass(method.output_type).FromString,
    )
    print(method.full_name, call(GetMessageClass(method.input_type)(**fields)))
assert pool.FindMessageTypeByName("google.rpc.BadRequest").fields_by_name["field_violations"]
